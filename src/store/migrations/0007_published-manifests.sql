CREATE TABLE `manifest` (
	`channel` text NOT NULL,
	`version` integer NOT NULL,
	`note` text NOT NULL,
	`published_at` text NOT NULL,
	`published_by` text NOT NULL,
	`valid_until` text NOT NULL,
	`changes` text NOT NULL,
	PRIMARY KEY(`channel`, `version`)
);
--> statement-breakpoint
CREATE TABLE `receipt` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`channel` text NOT NULL,
	`version` integer NOT NULL,
	`kind` text NOT NULL,
	`who` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `receipt_once` ON `receipt` (`channel`,`version`,`kind`,`who`);