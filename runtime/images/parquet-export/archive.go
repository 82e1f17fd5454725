package main

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// rowsPerGroup keeps the memory of a writer small: a group is held until it is whole.
const rowsPerGroup = 64 * 1024

// readBufferBytes is asked of object storage at a time, for each column.
const readBufferBytes = 4 << 20

// rowsPerRead are decoded at a time.
const rowsPerRead = 4096

// Store keeps objects.
type Store interface {
	// Put writes an object; it exists only once all of body has been read without error.
	Put(ctx context.Context, key string, body io.Reader) error
	// Open gives access to the bytes of an object.
	Open(ctx context.Context, key string) (io.ReaderAt, int64, error)
}

// Sum tells two sets of rows apart, whatever their order.
type Sum struct {
	Rows int64
	Hash uint64
}

// Add counts one more row.
func (s *Sum) Add(hash uint64) {
	s.Rows++
	s.Hash += hash
}

// seed holds for one run: sums are compared within it and never kept.
var seed = maphash.MakeSeed()

func hashOf[R Row](row R) uint64 { return maphash.Comparable(seed, row) }

// objectKey is the place of one day of one table.
func objectKey(table string, day time.Time) string {
	return fmt.Sprintf("%s/year=%04d/month=%02d/%s.parquet",
		table, day.Year(), day.Month(), day.Format(time.DateOnly))
}

// Source hands rows to yield, one by one, until there is none or yield fails.
type Source[R Row] func(yield func(R) error) error

// write streams rows into an object as Parquet and says what it wrote.
func write[R Row](ctx context.Context, store Store, key string, source Source[R]) (Sum, error) {
	var sum Sum
	reader, body := io.Pipe()
	written := make(chan error, 1)
	go func() {
		err := encode(body, source, &sum)
		// An error reaches the upload, which is then given up: no half of a day is ever an object.
		body.CloseWithError(err)
		written <- err
	}()
	putErr := store.Put(ctx, key, reader)
	// A failed upload must not leave the encoder waiting for a reader.
	reader.CloseWithError(errors.Join(errors.New("the upload has ended"), putErr))
	if err := <-written; err != nil && putErr == nil {
		return Sum{}, fmt.Errorf("write %s: %w", key, err)
	}
	if putErr != nil {
		return Sum{}, fmt.Errorf("store %s: %w", key, putErr)
	}
	return sum, nil
}

func encode[R Row](body io.Writer, source Source[R], sum *Sum) error {
	writer := parquet.NewGenericWriter[R](body,
		parquet.Compression(&zstd.Codec{}), parquet.MaxRowsPerRowGroup(rowsPerGroup))
	one := make([]R, 1)
	err := source(func(row R) error {
		one[0] = row
		if _, err := writer.Write(one); err != nil {
			return err
		}
		sum.Add(hashOf(row))
		return nil
	})
	if err != nil {
		return err
	}
	return writer.Close()
}

// read hands the rows of an object to yield.
func read[R Row](ctx context.Context, store Store, key string) Source[R] {
	return func(yield func(R) error) error {
		object, size, err := store.Open(ctx, key)
		if err != nil {
			return fmt.Errorf("open %s: %w", key, err)
		}
		file, err := parquet.OpenFile(object, size, parquet.ReadBufferSize(readBufferBytes))
		if err != nil {
			return fmt.Errorf("%s is no Parquet file: %w", key, err)
		}
		reader := parquet.NewGenericReader[R](file)
		defer func() { _ = reader.Close() }()
		rows := make([]R, rowsPerRead)
		for {
			n, err := reader.Read(rows)
			for _, row := range rows[:n] {
				if err := yield(row); err != nil {
					return err
				}
			}
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return fmt.Errorf("read %s: %w", key, err)
			}
		}
	}
}

// verify reads an object back and compares it with what was written.
func verify[R Row](ctx context.Context, store Store, key string, wanted Sum) error {
	var found Sum
	err := read[R](ctx, store, key)(func(row R) error {
		found.Add(hashOf(row))
		return nil
	})
	if err != nil {
		return err
	}
	if found != wanted {
		return fmt.Errorf("%s holds %d rows, %d were written, or a row differs", key, found.Rows, wanted.Rows)
	}
	return nil
}

// store writes rows and reads them back.
func writeVerified[R Row](ctx context.Context, store Store, key string, source Source[R]) (Sum, error) {
	sum, err := write(ctx, store, key, source)
	if err != nil {
		return Sum{}, err
	}
	return sum, verify[R](ctx, store, key, sum)
}

// without leaves out the rows of one tenant, and counts them.
func without[R Row](source Source[R], tenant [16]byte, left *int64) Source[R] {
	return func(yield func(R) error) error {
		return source(func(row R) error {
			if row.TenantID() == tenant {
				*left++
				return nil
			}
			return yield(row)
		})
	}
}

// errFound ends a search.
var errFound = errors.New("found")

// holds says whether a source has a row of a tenant.
func holds[R Row](source Source[R], tenant [16]byte) (bool, error) {
	err := source(func(row R) error {
		if row.TenantID() == tenant {
			return errFound
		}
		return nil
	})
	if errors.Is(err, errFound) {
		return true, nil
	}
	return false, err
}
