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
CREATE TABLE `manifest_day` (
	`channel` text NOT NULL,
	`version` integer NOT NULL,
	`day` text NOT NULL,
	`rundown_version` integer NOT NULL,
	PRIMARY KEY(`channel`, `version`, `day`)
);
--> statement-breakpoint
CREATE INDEX `manifest_day_by_day` ON `manifest_day` (`day`);--> statement-breakpoint
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