CREATE TABLE `playlist_items` (
	`id` integer PRIMARY KEY NOT NULL,
	`revision_id` integer NOT NULL,
	`state` text NOT NULL,
	`chosen_song_id` text,
	`candidates` text NOT NULL,
	`body` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `playlist_items_by_state` ON `playlist_items` (`revision_id`,`state`);--> statement-breakpoint
CREATE TABLE `playlist_revisions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`playlist_id` text NOT NULL,
	`owner_id` text NOT NULL,
	`status` text NOT NULL,
	`format` text,
	`file_name` text,
	`item_count` integer NOT NULL,
	`found_count` integer NOT NULL,
	`unsure_count` integer NOT NULL,
	`missing_count` integer NOT NULL,
	`chosen_count` integer NOT NULL,
	`left_out_count` integer NOT NULL,
	`touched_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `playlist_revisions_in_use` ON `playlist_revisions` (`playlist_id`,`status`) WHERE status <> 'given-up';--> statement-breakpoint
CREATE INDEX `playlist_revisions_by_status` ON `playlist_revisions` (`status`,`touched_at_ms`);--> statement-breakpoint
CREATE TABLE `playlists` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`title` text NOT NULL,
	`description` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `playlists_by_owner` ON `playlists` (`owner_id`,`id`);--> statement-breakpoint
CREATE TABLE `room_wishes` (
	`id` text PRIMARY KEY NOT NULL,
	`room_id` text NOT NULL,
	`owner_id` text NOT NULL,
	`state` text NOT NULL,
	`candidates` text NOT NULL,
	`body` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `room_wishes_by_room` ON `room_wishes` (`room_id`,`id`);--> statement-breakpoint
CREATE TABLE `snapshots` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`source_kind` text NOT NULL,
	`source_id` text NOT NULL,
	`title` text NOT NULL,
	`version` integer NOT NULL,
	`item_count` integer NOT NULL,
	`bytes` integer NOT NULL,
	`offsets` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `snapshots_by_owner` ON `snapshots` (`owner_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `snapshots_by_source` ON `snapshots` (`owner_id`,`source_kind`,`source_id`,`version`);--> statement-breakpoint
ALTER TABLE `songs` ADD `isrc` text;--> statement-breakpoint
ALTER TABLE `songs` ADD `recording_id` text;