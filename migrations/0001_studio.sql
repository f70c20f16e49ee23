ALTER TABLE `timelines` RENAME COLUMN "saved_at_ms" TO "used_at_ms";--> statement-breakpoint
CREATE INDEX `timelines_by_use` ON `timelines` (`used_at_ms`);--> statement-breakpoint
ALTER TABLE `renders` ADD `aspect` text;