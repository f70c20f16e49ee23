CREATE TABLE `shares` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`video_id` text NOT NULL,
	`slug` text NOT NULL,
	`visibility` text NOT NULL,
	`password_hash` text,
	`expires_at_ms` integer,
	`allows_download` integer NOT NULL,
	`render_id` text,
	`is_on` integer NOT NULL,
	`poster_key` text,
	`poster_width_pixels` integer,
	`poster_height_pixels` integer,
	`views` integer NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shares_by_slug` ON `shares` (`slug`);--> statement-breakpoint
CREATE INDEX `shares_by_video` ON `shares` (`video_id`,`id`);