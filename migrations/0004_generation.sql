CREATE TABLE `generation_budgets` (
	`owner_id` text PRIMARY KEY NOT NULL,
	`limit_micro_dollars` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ledger_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`video_id` text NOT NULL,
	`take_id` text NOT NULL,
	`job_id` text NOT NULL,
	`kind` text NOT NULL,
	`amount_micro_dollars` integer NOT NULL,
	`month` text NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_reservations` ON `ledger_entries` (`take_id`) WHERE kind = 'reserve';--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_ends` ON `ledger_entries` (`take_id`) WHERE kind <> 'reserve';--> statement-breakpoint
CREATE INDEX `ledger_by_owner` ON `ledger_entries` (`owner_id`,`month`);--> statement-breakpoint
CREATE INDEX `ledger_by_video` ON `ledger_entries` (`video_id`);--> statement-breakpoint
CREATE INDEX `ledger_by_month` ON `ledger_entries` (`month`);--> statement-breakpoint
CREATE TABLE `predictions` (
	`take_id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`model` text NOT NULL,
	`input` text NOT NULL,
	`intended_at_ms` integer,
	`prediction_id` text,
	`heard_prediction_id` text,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `predictions_by_prediction` ON `predictions` (`prediction_id`);--> statement-breakpoint
CREATE INDEX `predictions_by_age` ON `predictions` (`created_at_ms`);--> statement-breakpoint
CREATE TABLE `storyboard_parts` (
	`video_id` text NOT NULL,
	`part_id` text NOT NULL,
	`owner_id` text NOT NULL,
	`prompt` text,
	`model_id` text NOT NULL,
	`look` text,
	`reference_media_ids` text NOT NULL,
	`picked_take_id` text,
	PRIMARY KEY(`video_id`, `part_id`)
);
--> statement-breakpoint
CREATE TABLE `storyboards` (
	`video_id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`style` text NOT NULL,
	`seed` integer NOT NULL,
	`reference_media_ids` text NOT NULL,
	`budget_micro_dollars` integer,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `takes` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`video_id` text NOT NULL,
	`part_id` text NOT NULL,
	`part_title` text NOT NULL,
	`model_id` text NOT NULL,
	`prompt` text NOT NULL,
	`seed` integer NOT NULL,
	`is_upright` integer NOT NULL,
	`reference_media_id` text,
	`price_micro_dollars` integer NOT NULL,
	`job_id` text,
	`media_id` text,
	`result` text,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `takes_by_video` ON `takes` (`video_id`,`id`);--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`received_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_by_age` ON `webhook_deliveries` (`received_at_ms`);--> statement-breakpoint
ALTER TABLE `media` ADD `generated` text;