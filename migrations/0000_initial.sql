CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_email_unique` ON `accounts` (`email`);--> statement-breakpoint
CREATE TABLE `api_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`name` text NOT NULL,
	`scopes` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`last_used_at_ms` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_tokens_token_hash_unique` ON `api_tokens` (`token_hash`);--> statement-breakpoint
CREATE INDEX `api_tokens_by_owner` ON `api_tokens` (`owner_id`,`id`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`to` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`sent_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sign_in_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`expires_at_ms` integer NOT NULL,
	`used_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `sign_in_links_by_expiry` ON `sign_in_links` (`expires_at_ms`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`owner_id` text NOT NULL,
	`key` text NOT NULL,
	`path` text NOT NULL,
	`status` integer NOT NULL,
	`body` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	PRIMARY KEY(`owner_id`, `key`, `path`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_by_age` ON `idempotency_keys` (`created_at_ms`);--> statement-breakpoint
CREATE TABLE `pending_objects` (
	`key` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`storage_upload_id` text,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `pending_objects_by_age` ON `pending_objects` (`created_at_ms`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`type` text NOT NULL,
	`subject_id` text NOT NULL,
	`status` text NOT NULL,
	`progress` real NOT NULL,
	`stage` text NOT NULL,
	`attempts` integer NOT NULL,
	`error` text,
	`task_id` text,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	`started_at_ms` integer,
	`finished_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `jobs_by_status_and_update` ON `jobs` (`status`,`updated_at_ms`);--> statement-breakpoint
CREATE TABLE `media` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`kind` text NOT NULL,
	`file_name` text NOT NULL,
	`format` text NOT NULL,
	`bytes` integer NOT NULL,
	`width_pixels` integer NOT NULL,
	`height_pixels` integer NOT NULL,
	`duration_ms` integer,
	`captured_at` text,
	`latitude` real,
	`longitude` real,
	`thumbhash` text,
	`planner` text NOT NULL,
	`content_hash` text NOT NULL,
	`job_id` text NOT NULL,
	`status` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `media_by_owner` ON `media` (`owner_id`,`id`);--> statement-breakpoint
CREATE TABLE `songs` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`title` text NOT NULL,
	`artist` text,
	`file_name` text NOT NULL,
	`format` text NOT NULL,
	`bytes` integer NOT NULL,
	`duration_ms` integer NOT NULL,
	`content_hash` text NOT NULL,
	`job_id` text NOT NULL,
	`status` text NOT NULL,
	`tempo` real,
	`key` text,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `songs_by_owner` ON `songs` (`owner_id`,`id`);--> statement-breakpoint
CREATE TABLE `audio_pieces` (
	`owner_id` text NOT NULL,
	`hash` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`last_used_at_ms` integer NOT NULL,
	PRIMARY KEY(`owner_id`, `hash`)
);
--> statement-breakpoint
CREATE INDEX `audio_pieces_by_use` ON `audio_pieces` (`last_used_at_ms`);--> statement-breakpoint
CREATE TABLE `renders` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`video_id` text NOT NULL,
	`job_id` text NOT NULL,
	`preset` text NOT NULL,
	`loudness` text NOT NULL,
	`timeline_hash` text NOT NULL,
	`active_key` text,
	`upload_id` text,
	`proof_frames` integer,
	`proof_max_cut_error_frames` real,
	`proof_lufs` real,
	`proof_true_peak` real,
	`video_bytes` integer,
	`segments_reused` integer,
	`segments_encoded` integer,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `renders_by_video` ON `renders` (`video_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `renders_active` ON `renders` (`active_key`);--> statement-breakpoint
CREATE TABLE `segments` (
	`owner_id` text NOT NULL,
	`hash` text NOT NULL,
	`bytes` integer NOT NULL,
	`proved_frames` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`last_used_at_ms` integer NOT NULL,
	PRIMARY KEY(`owner_id`, `hash`)
);
--> statement-breakpoint
CREATE INDEX `segments_by_use` ON `segments` (`last_used_at_ms`);--> statement-breakpoint
CREATE TABLE `timelines` (
	`video_id` text NOT NULL,
	`hash` text NOT NULL,
	`owner_id` text NOT NULL,
	`saved_at_ms` integer NOT NULL,
	PRIMARY KEY(`video_id`, `hash`)
);
--> statement-breakpoint
CREATE TABLE `videos` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`song_id` text NOT NULL,
	`title` text NOT NULL,
	`media_ids` text NOT NULL,
	`aspect` text NOT NULL,
	`style` text NOT NULL,
	`seed` integer NOT NULL,
	`duration_ms` integer NOT NULL,
	`timeline_hash` text NOT NULL,
	`latest_render_id` text,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `videos_by_owner` ON `videos` (`owner_id`,`id`);--> statement-breakpoint
CREATE TABLE `upload_parts` (
	`upload_id` text NOT NULL,
	`part_number` integer NOT NULL,
	`owner_id` text NOT NULL,
	`etag` text NOT NULL,
	PRIMARY KEY(`upload_id`, `part_number`),
	FOREIGN KEY (`upload_id`) REFERENCES `uploads`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`kind` text NOT NULL,
	`file_name` text NOT NULL,
	`bytes` integer NOT NULL,
	`part_bytes` integer NOT NULL,
	`keep_location` integer NOT NULL,
	`subject_id` text NOT NULL,
	`storage_upload_id` text NOT NULL,
	`status` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `uploads_by_owner` ON `uploads` (`owner_id`,`id`);--> statement-breakpoint
CREATE INDEX `uploads_by_age` ON `uploads` (`status`,`created_at_ms`);