CREATE TABLE `file_orders` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`video_id` text NOT NULL,
	`files` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `file_orders_by_video` ON `file_orders` (`video_id`,`id`);--> statement-breakpoint
ALTER TABLE `renders` ADD `variant` text DEFAULT 'plain' NOT NULL;--> statement-breakpoint
ALTER TABLE `renders` ADD `range_start_frame` integer;--> statement-breakpoint
ALTER TABLE `renders` ADD `range_length_frames` integer;--> statement-breakpoint
ALTER TABLE `renders` ADD `order_id` text;