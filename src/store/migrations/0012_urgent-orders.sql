CREATE TABLE `urgent_key` (
	`vkey` text PRIMARY KEY NOT NULL,
	`statement` text NOT NULL,
	`made_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `urgent_order` (
	`id` text PRIMARY KEY NOT NULL,
	`note` text NOT NULL,
	`issued_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`cancels` text,
	`ordered_by` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `urgent_receipt` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`order_id` text NOT NULL,
	`channel` text NOT NULL,
	`kind` text NOT NULL,
	`who` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `urgent_receipt_once` ON `urgent_receipt` (`order_id`,`channel`,`kind`,`who`);--> statement-breakpoint
CREATE TABLE `urgent_site` (
	`order_id` text NOT NULL,
	`channel` text NOT NULL,
	PRIMARY KEY(`order_id`, `channel`)
);
--> statement-breakpoint
CREATE INDEX `urgent_site_by_channel` ON `urgent_site` (`channel`);