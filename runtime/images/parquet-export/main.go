// Command parquet-export carries days that are older than the hot days from TimescaleDB to object
// storage as Parquet, reads each object back, and only then says that the database may drop the
// day. `erase` takes one tenant out of both.
package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5"
)

func main() {
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stderr, nil)))
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		slog.Error("stopped", "error", err.Error())
		stop()
		os.Exit(1)
	}
}

const usage = "usage: parquet-export export | parquet-export erase TENANT-UUID"

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return errors.New(usage)
	}
	switch {
	case args[0] == "export" && len(args) == 1:
		return connected(ctx, exportAll)
	case args[0] == "erase" && len(args) == 2:
		tenant, err := parseUUID(args[1])
		if err != nil {
			return err
		}
		return connected(ctx, func(ctx context.Context, db Database, store Store) error {
			return eraseAll(ctx, db, store, tenant)
		})
	default:
		return errors.New(usage)
	}
}

// connected opens database and store as the environment says: PG* and AWS_* are those of libpq and
// of the AWS SDK.
func connected(ctx context.Context, work func(context.Context, Database, Store) error) error {
	bucket := os.Getenv("ARCHIVE_BUCKET")
	if bucket == "" {
		return errors.New("ARCHIVE_BUCKET is not set: the name of the bucket is wanted")
	}
	store, err := newS3Store(ctx, bucket)
	if err != nil {
		return err
	}
	db, err := pgx.Connect(ctx, "application_name=parquet-export")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close(context.WithoutCancel(ctx)) }()
	return work(ctx, db, store)
}

func hotDays() (int, error) {
	text := os.Getenv("ARCHIVE_HOT_DAYS")
	days, err := strconv.Atoi(text)
	if err != nil || days < 1 {
		return 0, fmt.Errorf("ARCHIVE_HOT_DAYS is %q: a whole number from 1 is wanted", text)
	}
	return days, nil
}

func exportAll(ctx context.Context, db Database, store Store) error {
	hot, err := hotDays()
	if err != nil {
		return err
	}
	return errors.Join(
		exportTable(ctx, db, store, Downloads, hot),
		exportTable(ctx, db, store, Impressions, hot),
	)
}

func eraseAll(ctx context.Context, db Database, store Store, tenant [16]byte) error {
	if err := eraseHot(ctx, db, tenant); err != nil {
		return err
	}
	return errors.Join(
		eraseTable(ctx, db, store, Downloads, tenant),
		eraseTable(ctx, db, store, Impressions, tenant),
	)
}

func parseUUID(text string) (id [16]byte, err error) {
	raw, err := hex.DecodeString(strings.ReplaceAll(text, "-", ""))
	if err != nil || len(raw) != len(id) || len(text) != 36 {
		return id, fmt.Errorf("%q is not a UUID", text)
	}
	return [16]byte(raw), nil
}
