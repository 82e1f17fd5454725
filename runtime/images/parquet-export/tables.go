package main

import (
	_ "embed"

	"github.com/jackc/pgx/v5"
)

// Download is a row of metrics.downloads.
type Download struct {
	Tenant  [16]byte `parquet:"tenant_id,uuid"`
	At      int64    `parquet:"at,timestamp(microsecond),delta"`
	Episode [16]byte `parquet:"episode_id,uuid"`
	Country string   `parquet:"country,dict"`
	Client  string   `parquet:"client,dict"`
	Bytes   int64    `parquet:"bytes"`
}

// Impression is a row of metrics.impressions.
type Impression struct {
	Tenant          [16]byte `parquet:"tenant_id,uuid"`
	At              int64    `parquet:"at,timestamp(microsecond),delta"`
	Campaign        [16]byte `parquet:"campaign_id,uuid"`
	Episode         [16]byte `parquet:"episode_id,uuid"`
	ListenedSeconds int32    `parquet:"listened_seconds"`
}

// Row is what a table holds. Rows can be compared, so that they can be told apart by a hash.
type Row interface {
	comparable
	TenantID() [16]byte
}

// TenantID says whose row it is.
func (d Download) TenantID() [16]byte { return d.Tenant }

// TenantID says whose row it is.
func (i Impression) TenantID() [16]byte { return i.Tenant }

// Table is a hypertable and how its rows are read.
type Table[R Row] struct {
	// Name in archived_days and in object keys.
	Name string
	// Rows of one day and one tenant.
	Query string
	Scan  func(pgx.Rows) (R, error)
}

//go:embed queries/downloads.sql
var downloadsQuery string

//go:embed queries/impressions.sql
var impressionsQuery string

// Downloads is the table metrics.downloads.
var Downloads = Table[Download]{
	Name:  "downloads",
	Query: downloadsQuery,
	Scan: func(rows pgx.Rows) (d Download, err error) {
		err = rows.Scan(&d.Tenant, &d.At, &d.Episode, &d.Country, &d.Client, &d.Bytes)
		return d, err
	},
}

// Impressions is the table metrics.impressions.
var Impressions = Table[Impression]{
	Name:  "impressions",
	Query: impressionsQuery,
	Scan: func(rows pgx.Rows) (i Impression, err error) {
		err = rows.Scan(&i.Tenant, &i.At, &i.Campaign, &i.Episode, &i.ListenedSeconds)
		return i, err
	},
}
