package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
)

// memory is a store that keeps an object only if all of it arrived, as S3 does.
type memory struct {
	objects map[string][]byte
	// spoil changes an object after it arrived.
	spoil func([]byte) []byte
	// refuse fails an upload after its first bytes.
	refuse error
}

func newMemory() *memory { return &memory{objects: map[string][]byte{}} }

func (m *memory) Put(_ context.Context, key string, body io.Reader) error {
	if m.refuse != nil {
		_, _ = io.ReadFull(body, make([]byte, 4))
		return m.refuse
	}
	all, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	if m.spoil != nil {
		all = m.spoil(all)
	}
	m.objects[key] = all
	return nil
}

func (m *memory) Open(_ context.Context, key string) (io.ReaderAt, int64, error) {
	all, found := m.objects[key]
	if !found {
		return nil, 0, errors.New("no such object")
	}
	return bytes.NewReader(all), int64(len(all)), nil
}

var (
	ann = [16]byte{0xaa, 1}
	bob = [16]byte{0xbb, 2}
)

func download(tenant [16]byte, n int) Download {
	return Download{
		Tenant: tenant, At: int64(n) * 1_000_000, Episode: [16]byte{byte(n)},
		Country: "DE", Client: "player", Bytes: int64(n) * 10,
	}
}

func from[R Row](rows ...R) Source[R] {
	return func(yield func(R) error) error {
		for _, row := range rows {
			if err := yield(row); err != nil {
				return err
			}
		}
		return nil
	}
}

func all[R Row](t *testing.T, source Source[R]) (rows []R) {
	t.Helper()
	if err := source(func(row R) error { rows = append(rows, row); return nil }); err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestRowsComeBackAsTheyWere(t *testing.T) {
	store, ctx := newMemory(), context.Background()
	rows := []Download{download(ann, 1), download(ann, 2), download(bob, 3)}
	sum, err := writeVerified(ctx, store, "key", from(rows...))
	if err != nil || sum.Rows != 3 {
		t.Fatalf("wrote %d rows, error %v", sum.Rows, err)
	}
	if back := all(t, read[Download](ctx, store, "key")); !slices.Equal(back, rows) {
		t.Fatalf("read %v, wrote %v", back, rows)
	}
}

func TestManyRowGroups(t *testing.T) {
	store, ctx := newMemory(), context.Background()
	count := rowsPerGroup*2 + 7
	source := func(yield func(Impression) error) error {
		for n := range count {
			row := Impression{Tenant: ann, At: int64(n), ListenedSeconds: int32(n % 600)}
			if err := yield(row); err != nil {
				return err
			}
		}
		return nil
	}
	sum, err := writeVerified(ctx, store, "key", source)
	if err != nil || sum.Rows != int64(count) {
		t.Fatalf("wrote %d of %d rows, error %v", sum.Rows, count, err)
	}
	if plain := int64(count) * 60; int64(len(store.objects["key"])) > plain/10 {
		t.Fatalf("%d bytes for %d rows: less than a tenth of %d is wanted", len(store.objects["key"]), count, plain)
	}
}

func TestADayWithoutRowsIsAnObjectToo(t *testing.T) {
	store, ctx := newMemory(), context.Background()
	sum, err := writeVerified(ctx, store, "key", from[Download]())
	if err != nil || sum.Rows != 0 {
		t.Fatalf("wrote %d rows, error %v", sum.Rows, err)
	}
	if rows := all(t, read[Download](ctx, store, "key")); len(rows) != 0 {
		t.Fatalf("read %v from an empty day", rows)
	}
}

func TestAnObjectThatDiffersIsNotVerified(t *testing.T) {
	other := newMemory()
	ctx := context.Background()
	if _, err := write(ctx, other, "key", from(download(ann, 1), download(bob, 4))); err != nil {
		t.Fatal(err)
	}
	spoilt := map[string]func([]byte) []byte{
		"one row is another's": func([]byte) []byte { return other.objects["key"] },
		"the end is missing":   func(all []byte) []byte { return all[:len(all)-1] },
		"nothing arrived":      func([]byte) []byte { return nil },
	}
	for name, spoil := range spoilt {
		store := &memory{objects: map[string][]byte{}, spoil: spoil}
		if _, err := writeVerified(ctx, store, "key", from(download(ann, 1), download(bob, 3))); err == nil {
			t.Errorf("%s: the object was verified", name)
		}
	}
}

func TestAFailureLeavesNoObject(t *testing.T) {
	lost := errors.New("connection lost")
	broken := func(yield func(Download) error) error {
		if err := yield(download(ann, 1)); err != nil {
			return err
		}
		return lost
	}
	store := newMemory()
	if _, err := write(context.Background(), store, "key", broken); !errors.Is(err, lost) {
		t.Fatalf("got %v, wanted %v", err, lost)
	}
	if len(store.objects) != 0 {
		t.Fatal("half of a day became an object")
	}
}

func TestARefusedUploadEndsTheReading(t *testing.T) {
	refused := errors.New("AccessDenied")
	store := newMemory()
	store.refuse = refused
	endless := func(yield func(Download) error) error {
		for n := 0; ; n++ {
			if err := yield(download(ann, n)); err != nil {
				return err
			}
		}
	}
	done := make(chan error, 1)
	go func() {
		_, err := write(context.Background(), store, "key", endless)
		done <- err
	}()
	select {
	case err := <-done:
		if !errors.Is(err, refused) {
			t.Fatalf("got %v, wanted %v", err, refused)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("still reading after the upload was refused")
	}
}

func TestErasureLeavesTheOthers(t *testing.T) {
	store, ctx := newMemory(), context.Background()
	if _, err := write(ctx, store, "key", from(download(ann, 1), download(bob, 2), download(ann, 3))); err != nil {
		t.Fatal(err)
	}
	if found, err := holds(read[Download](ctx, store, "key"), ann); err != nil || !found {
		t.Fatalf("found %v, error %v", found, err)
	}
	var left int64
	if _, err := writeVerified(ctx, store, "key", without(read[Download](ctx, store, "key"), ann, &left)); err != nil {
		t.Fatal(err)
	}
	if rows := all(t, read[Download](ctx, store, "key")); left != 2 || !slices.Equal(rows, []Download{download(bob, 2)}) {
		t.Fatalf("left out %d rows, kept %v", left, rows)
	}
	if found, err := holds(read[Download](ctx, store, "key"), ann); err != nil || found {
		t.Fatalf("after the erasure: found %v, error %v", found, err)
	}
}

func TestKeysSortByDay(t *testing.T) {
	key := objectKey("downloads", time.Date(2026, 3, 7, 0, 0, 0, 0, time.UTC))
	if wanted := "downloads/year=2026/month=03/2026-03-07.parquet"; key != wanted {
		t.Fatalf("got %s, wanted %s", key, wanted)
	}
}

func TestWrongCallsAreRefused(t *testing.T) {
	for _, args := range [][]string{{}, {"export", "now"}, {"erase"}, {"drop"}} {
		if err := run(context.Background(), args); err == nil || !strings.Contains(err.Error(), "usage") {
			t.Errorf("%v: got %v", args, err)
		}
	}
	if err := run(context.Background(), []string{"erase", "everybody"}); err == nil {
		t.Error("erased a tenant that is no UUID")
	}
	t.Setenv("ARCHIVE_HOT_DAYS", "0")
	if _, err := hotDays(); err == nil {
		t.Error("took 0 hot days")
	}
}
