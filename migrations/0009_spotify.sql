CREATE TABLE `spotify_authorizations` (
	`nonce_hash` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`return_to` text NOT NULL,
	`expires_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `spotify_authorizations_by_expiry` ON `spotify_authorizations` (`expires_at_ms`);--> statement-breakpoint
CREATE TABLE `spotify_connections` (
	`owner_id` text PRIMARY KEY NOT NULL,
	`status` text NOT NULL,
	`key_id` text NOT NULL,
	`sealed` text NOT NULL,
	`access_expires_at_ms` integer NOT NULL,
	`consented_at_ms` integer NOT NULL,
	`scopes` text NOT NULL,
	`spotify_user_id` text NOT NULL,
	`display_name` text,
	`product` text
);
