CREATE TABLE `item_approval` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`item` text NOT NULL,
	`language` text NOT NULL,
	`script` text,
	`sound` text NOT NULL,
	`own_reason` text,
	`approved_by` text NOT NULL,
	`approved_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `item_approval_item` ON `item_approval` (`item`,`language`);--> statement-breakpoint
CREATE TABLE `preflight` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`channel` text NOT NULL,
	`day` text NOT NULL,
	`session` text NOT NULL,
	`look` text NOT NULL,
	`findings` text NOT NULL,
	`looked_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `preflight_day` ON `preflight` (`channel`,`day`,`session`);--> statement-breakpoint
CREATE TABLE `pronunciation` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`written` text NOT NULL,
	`spoken` text NOT NULL,
	`changed_by` text NOT NULL,
	`changed_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `script` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`item` text NOT NULL,
	`language` text NOT NULL,
	`text` text NOT NULL,
	`search_key` text NOT NULL,
	`hash` text NOT NULL,
	`written_by` text NOT NULL,
	`written_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `script_item` ON `script` (`item`,`language`);--> statement-breakpoint
CREATE TABLE `sound_adjustment` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`original` text NOT NULL,
	`cue_in` integer NOT NULL,
	`cue_out` integer NOT NULL,
	`gain_db` real NOT NULL,
	`fade_in` integer NOT NULL,
	`fade_out` integer NOT NULL,
	`segue` integer,
	`reason` text NOT NULL,
	`made_by` text NOT NULL,
	`made_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sound_adjustment_original` ON `sound_adjustment` (`original`);--> statement-breakpoint
CREATE TABLE `upload` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`bytes` integer NOT NULL,
	`state` text NOT NULL,
	`original` text,
	`sent_by` text NOT NULL,
	`begun_at` text NOT NULL,
	`ended_at` text
);
--> statement-breakpoint
ALTER TABLE `job` ADD `label` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `job` ADD `progress` real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `job` ADD `started_at` text;--> statement-breakpoint
ALTER TABLE `job` ADD `cancelled_at` text;--> statement-breakpoint
ALTER TABLE `rendering` ADD `longest_silence` real;--> statement-breakpoint
ALTER TABLE `sound` ADD `measures` text;--> statement-breakpoint
ALTER TABLE `sound` ADD `waveform` text;