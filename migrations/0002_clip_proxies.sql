ALTER TABLE `media` ADD `proxy` text;--> statement-breakpoint
ALTER TABLE `media` ADD `proxy_job_id` text;--> statement-breakpoint
ALTER TABLE `media` ADD `proxy_tries` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `media_without_proxy` ON `media` (`id`) WHERE kind = 'clip' and proxy is null;