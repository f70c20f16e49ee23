CREATE TABLE `lyrics` (
	`song_id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`body` text NOT NULL,
	`hash` text NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `transcriptions` (
	`job_id` text PRIMARY KEY NOT NULL,
	`song_id` text NOT NULL,
	`owner_id` text NOT NULL,
	`from_hash` text NOT NULL,
	`language` text,
	`is_cut` integer NOT NULL,
	`heard` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `transcriptions_by_song` ON `transcriptions` (`song_id`);