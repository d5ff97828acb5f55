CREATE TABLE `audit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`operation` text NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `campaign` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`owner` text NOT NULL,
	`valid_from` text,
	`valid_to` text,
	`basis` text NOT NULL,
	`content_groups` text NOT NULL,
	`targets` text NOT NULL,
	`deadlines` text NOT NULL,
	`source` text NOT NULL,
	FOREIGN KEY (`owner`) REFERENCES `unit`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `channel` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`station` text NOT NULL,
	`carrier` text NOT NULL,
	`valid_from` text,
	`valid_to` text,
	`units` text NOT NULL,
	`source` text NOT NULL,
	FOREIGN KEY (`station`) REFERENCES `station`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `item` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`search_key` text NOT NULL,
	`genre` text NOT NULL,
	`campaign` text,
	`content_group` text,
	`audiences` text NOT NULL,
	`valid_from` text,
	`valid_to` text,
	`versions` text NOT NULL,
	`source` text NOT NULL,
	FOREIGN KEY (`campaign`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `job` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`payload` text NOT NULL,
	`state` text NOT NULL,
	`urgency` integer NOT NULL,
	`attempts` integer NOT NULL,
	`leased_until` text,
	`refusals` text,
	`enqueued_at` text NOT NULL,
	`finished_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `job_kind_key` ON `job` (`kind`,`key`);--> statement-breakpoint
CREATE INDEX `job_next` ON `job` (`state`,`urgency`);--> statement-breakpoint
CREATE TABLE `rendering` (
	`key` text PRIMARY KEY NOT NULL,
	`format` text NOT NULL,
	`output` text NOT NULL,
	`bytes` integer NOT NULL,
	`samples` integer NOT NULL,
	`seconds` real NOT NULL,
	`integrated` real,
	`true_peak` real,
	`proof` text NOT NULL,
	`rendered_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `rundown` (
	`channel` text NOT NULL,
	`day` text NOT NULL,
	`version` integer NOT NULL,
	`hash` text NOT NULL,
	`playlists` text NOT NULL,
	`planned_at` text NOT NULL,
	PRIMARY KEY(`channel`, `day`, `version`)
);
--> statement-breakpoint
CREATE TABLE `segment` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`session` text NOT NULL,
	`position` integer NOT NULL,
	`recurrence` text,
	`start` text NOT NULL,
	`required` integer NOT NULL,
	`priority` text NOT NULL,
	`language` text NOT NULL,
	`content` text NOT NULL,
	`source` text NOT NULL,
	FOREIGN KEY (`session`) REFERENCES `session`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`channels` text NOT NULL,
	`recurrence` text NOT NULL,
	`start` text NOT NULL,
	`max_seconds` integer NOT NULL,
	`pause_ms` integer NOT NULL,
	`source` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sound` (
	`original` text PRIMARY KEY NOT NULL,
	`original_bytes` integer NOT NULL,
	`original_format` text NOT NULL,
	`master` text NOT NULL,
	`samples` integer NOT NULL,
	`channels` integer NOT NULL,
	`integrated` real NOT NULL,
	`range` real NOT NULL,
	`true_peak` real NOT NULL,
	`silence_head` real NOT NULL,
	`silence_tail` real NOT NULL,
	`taken_in_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sound_name` (
	`name` text PRIMARY KEY NOT NULL,
	`original` text NOT NULL,
	`named_at` text NOT NULL,
	FOREIGN KEY (`original`) REFERENCES `sound`(`original`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `station` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`zone` text NOT NULL,
	`day_start` text NOT NULL,
	`responsible` text NOT NULL,
	`profile` text NOT NULL,
	`source` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `strand` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`campaign` text,
	`items` text NOT NULL,
	`source` text NOT NULL,
	FOREIGN KEY (`campaign`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `unit` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`code` text,
	`valid_from` text,
	`valid_to` text,
	`parents` text NOT NULL,
	`succeeded_by` text NOT NULL,
	`source` text NOT NULL
);
