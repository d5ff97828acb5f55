CREATE TABLE `alteration` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`body` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`reason` text NOT NULL,
	`undone_at` text,
	`undone_by` text,
	`undone_reason` text
);
--> statement-breakpoint
CREATE INDEX `alteration_kind` ON `alteration` (`kind`,`undone_at`);--> statement-breakpoint
CREATE TABLE `festival` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`days` text NOT NULL,
	`source` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `guard` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`units` text NOT NULL,
	`valid_from` text,
	`valid_to` text,
	`hours` text NOT NULL,
	`max_sessions` integer,
	`max_session_seconds` integer,
	`special` integer NOT NULL,
	`document` text,
	`source` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `overlay` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text NOT NULL,
	`units` text NOT NULL,
	`channels` text NOT NULL,
	`genres` text NOT NULL,
	`replacement` text,
	`authority` text NOT NULL,
	`document` text,
	`reason` text NOT NULL,
	`source` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `strand_turn` (
	`channel` text NOT NULL,
	`slot` text NOT NULL,
	`day` text NOT NULL,
	`strand` text NOT NULL,
	`language` text NOT NULL,
	`session` text NOT NULL,
	`start` text NOT NULL,
	`items` text NOT NULL,
	`aired` text NOT NULL,
	PRIMARY KEY(`channel`, `slot`)
);
--> statement-breakpoint
CREATE INDEX `strand_turn_day` ON `strand_turn` (`channel`,`day`);--> statement-breakpoint
ALTER TABLE `item` ADD `not_before` text;--> statement-breakpoint
ALTER TABLE `item` ADD `not_from` text;--> statement-breakpoint
ALTER TABLE `item` ADD `draft` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `rundown` ADD `conflicts` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `rundown` ADD `findings` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `segment` ADD `grace_seconds` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `segment` ADD `authorised` text;--> statement-breakpoint
ALTER TABLE `session` ADD `grace_seconds` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `station` ADD `clock_change` text DEFAULT '{"missing":"forward","doubled":"first"}' NOT NULL;