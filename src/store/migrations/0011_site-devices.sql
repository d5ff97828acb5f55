CREATE TABLE `site_device` (
	`id` text PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`name` text NOT NULL,
	`public_key` text NOT NULL,
	`token` text NOT NULL,
	`enrolled_at` text NOT NULL,
	`invited_by` text NOT NULL,
	`revoked_at` text,
	FOREIGN KEY (`token`) REFERENCES `access_token`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `site_device_name` ON `site_device` (`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `site_device_token` ON `site_device` (`token`);--> statement-breakpoint
CREATE TABLE `site_invite` (
	`code` text PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`label` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text
);
