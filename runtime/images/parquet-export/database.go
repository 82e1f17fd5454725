package main

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

//go:embed queries/days.sql
var daysQuery string

//go:embed queries/tenants.sql
var tenantsQuery string

//go:embed queries/record.sql
var recordQuery string

//go:embed queries/archived.sql
var archivedQuery string

// Database is what the archiver asks of PostgreSQL.
type Database interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	Begin(ctx context.Context) (pgx.Tx, error)
}

func relation(table string) string { return pgx.Identifier{"metrics", table}.Sanitize() }

// days of a table that wait for their archive.
func days(ctx context.Context, db Database, table string, hotDays int) ([]time.Time, error) {
	rows, err := db.Query(ctx, fmt.Sprintf(daysQuery, relation(table)), table, hotDays)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[time.Time])
}

// rowsOf a day, tenant by tenant, as they are in one snapshot.
func rowsOf[R Row](ctx context.Context, tx pgx.Tx, table Table[R], day time.Time) Source[R] {
	return func(yield func(R) error) error {
		found, err := tx.Query(ctx, fmt.Sprintf(tenantsQuery, relation(table.Name)), day)
		if err != nil {
			return err
		}
		tenants, err := pgx.CollectRows(found, pgx.RowTo[[16]byte])
		if err != nil {
			return err
		}
		for _, tenant := range tenants {
			if err := rowsOfTenant(ctx, tx, table, day, tenant, yield); err != nil {
				return err
			}
		}
		return nil
	}
}

func rowsOfTenant[R Row](
	ctx context.Context, tx pgx.Tx, table Table[R], day time.Time, tenant [16]byte, yield func(R) error,
) error {
	rows, err := tx.Query(ctx, table.Query, day, tenant)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		row, err := table.Scan(rows)
		if err != nil {
			return err
		}
		if err := yield(row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// record says that a day is archived and whole.
func record(ctx context.Context, tx pgx.Tx, table string, day time.Time, rows int64, key string) error {
	_, err := tx.Exec(ctx, recordQuery, table, day, rows, key)
	return err
}

// Archived is a day that is in object storage.
type Archived struct {
	Day time.Time
	Key string
}

// archived days of a table that hold rows.
func archived(ctx context.Context, db Database, table string) ([]Archived, error) {
	rows, err := db.Query(ctx, archivedQuery, table)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Archived])
}
