package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/feature/s3/transfermanager"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// partBytes and uploads bound the memory of an upload. S3 takes 10,000 parts, which is 320 GiB a
// day and table. Source: Amazon S3 User Guide, "Amazon S3 multipart upload limits".
const (
	partBytes = 32 << 20
	uploads   = 2
)

// abortTimeout is what giving an upload up may take once the run has been stopped.
const abortTimeout = 30 * time.Second

// s3Store keeps objects in a bucket, which encrypts them under its own key.
type s3Store struct {
	client   *s3.Client
	transfer *transfermanager.Client
	bucket   string
}

func newS3Store(ctx context.Context, bucket string) (*s3Store, error) {
	loaded, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return nil, err
	}
	client := s3.NewFromConfig(loaded, func(options *s3.Options) {
		// A range has no checksum of its own; what was read is compared row by row.
		options.DisableLogOutputChecksumValidationSkipped = true
	})
	transfer := transfermanager.New(client, func(options *transfermanager.Options) {
		options.PartSizeBytes = partBytes
		options.Concurrency = uploads
		options.FailTimeout = abortTimeout
	})
	return &s3Store{client: client, transfer: transfer, bucket: bucket}, nil
}

// Put writes an object; a multipart upload that fails is given up.
func (s *s3Store) Put(ctx context.Context, key string, body io.Reader) error {
	_, err := s.transfer.UploadObject(ctx, &transfermanager.UploadObjectInput{
		Bucket: aws.String(s.bucket), Key: aws.String(key), Body: body,
	})
	return err
}

// Open gives access to the current version of an object, and to no other one should it change.
func (s *s3Store) Open(ctx context.Context, key string) (io.ReaderAt, int64, error) {
	head, err := s.client.HeadObject(ctx, &s3.HeadObjectInput{
		Bucket: aws.String(s.bucket), Key: aws.String(key),
	})
	if err != nil {
		return nil, 0, err
	}
	size := aws.ToInt64(head.ContentLength)
	return &s3Object{store: s, ctx: ctx, key: key, tag: head.ETag, size: size}, size, nil
}

// s3Object is read in ranges. The interface of io.ReaderAt has no context, so the object keeps one.
type s3Object struct {
	store *s3Store
	ctx   context.Context
	key   string
	tag   *string
	size  int64
}

// ReadAt reads one range.
func (o *s3Object) ReadAt(buffer []byte, offset int64) (int, error) {
	if offset >= o.size {
		return 0, io.EOF
	}
	last := min(offset+int64(len(buffer)), o.size) - 1
	got, err := o.store.client.GetObject(o.ctx, &s3.GetObjectInput{
		Bucket:  aws.String(o.store.bucket),
		Key:     aws.String(o.key),
		IfMatch: o.tag,
		Range:   aws.String(fmt.Sprintf("bytes=%d-%d", offset, last)),
	})
	if err != nil {
		return 0, err
	}
	defer func() { _ = got.Body.Close() }()
	n, err := io.ReadFull(got.Body, buffer[:last-offset+1])
	if err == nil && n < len(buffer) {
		err = io.EOF
	}
	return n, err
}
