package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
)

// exportTable archives every day of a table that waits for it. The first day that fails ends it:
// days are dropped in order, so a later one would gain nothing.
func exportTable[R Row](ctx context.Context, db Database, store Store, table Table[R], hotDays int) error {
	waiting, err := days(ctx, db, table.Name, hotDays)
	if err != nil {
		return fmt.Errorf("days of %s: %w", table.Name, err)
	}
	for _, day := range waiting {
		if err := exportDay(ctx, db, store, table, day); err != nil {
			return fmt.Errorf("%s of %s: %w", table.Name, day.Format(time.DateOnly), err)
		}
	}
	return nil
}

func exportDay[R Row](ctx context.Context, db Database, store Store, table Table[R], day time.Time) error {
	key := objectKey(table.Name, day)
	started := time.Now()
	sum, err := inSnapshot(ctx, db, func(tx pgx.Tx) (Sum, error) {
		return writeVerified(ctx, store, key, rowsOf(ctx, tx, table, day))
	})
	if err != nil {
		return err
	}
	if err := inTransaction(ctx, db, func(tx pgx.Tx) error {
		return record(ctx, tx, table.Name, day, sum.Rows, key)
	}); err != nil {
		return err
	}
	slog.Info("archived", "key", key, "rows", sum.Rows, "seconds", time.Since(started).Seconds())
	return nil
}

// inSnapshot reads everything as of one moment, and changes nothing.
func inSnapshot(ctx context.Context, db Database, work func(pgx.Tx) (Sum, error)) (sum Sum, err error) {
	err = inTransaction(ctx, db, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"); err != nil {
			return err
		}
		sum, err = work(tx)
		return err
	})
	return sum, err
}

func inTransaction(ctx context.Context, db Database, work func(pgx.Tx) error) error {
	tx, err := db.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }()
	// An upload may take longer than a forgotten transaction may live.
	if _, err := tx.Exec(ctx, "SET LOCAL idle_in_transaction_session_timeout = 0"); err != nil {
		return err
	}
	if err := work(tx); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

// eraseHot takes a tenant out of the tables and aggregates of the database.
func eraseHot(ctx context.Context, db Database, tenant [16]byte) error {
	return inTransaction(ctx, db, func(tx pgx.Tx) error {
		var rows int64
		if err := tx.QueryRow(ctx, "SELECT metrics_api.erase_tenant($1)", tenant).Scan(&rows); err != nil {
			return err
		}
		slog.Info("erased from the database", "rows", rows)
		return nil
	})
}

// eraseTable writes every archived day that holds a tenant anew without it. The bucket forgets the
// version before after the days that its lifetime says.
func eraseTable[R Row](ctx context.Context, db Database, store Store, table Table[R], tenant [16]byte) error {
	all, err := archived(ctx, db, table.Name)
	if err != nil {
		return fmt.Errorf("archived days of %s: %w", table.Name, err)
	}
	for _, one := range all {
		if err := eraseDay(ctx, db, store, table, one, tenant); err != nil {
			return err
		}
	}
	return nil
}

func eraseDay[R Row](
	ctx context.Context, db Database, store Store, table Table[R], one Archived, tenant [16]byte,
) error {
	found, err := holds(read[R](ctx, store, one.Key), tenant)
	if err != nil || !found {
		return err
	}
	var left int64
	sum, err := writeVerified(ctx, store, one.Key, without(read[R](ctx, store, one.Key), tenant, &left))
	if err != nil {
		return err
	}
	slog.Info("erased from the archive", "key", one.Key, "rows", left)
	return inTransaction(ctx, db, func(tx pgx.Tx) error {
		return record(ctx, tx, table.Name, one.Day, sum.Rows, one.Key)
	})
}
