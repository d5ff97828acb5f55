CREATE TABLE `hold` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`held_from` text NOT NULL,
	`held_to` text NOT NULL,
	`channel` text,
	`reason` text NOT NULL,
	`placed_by` text NOT NULL,
	`placed_at` text NOT NULL,
	`lifted_by` text,
	`lifted_at` text,
	`lift_reason` text
);
--> statement-breakpoint
CREATE TABLE `removal` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`rule` integer NOT NULL,
	`record` text NOT NULL,
	`keep_days` integer NOT NULL,
	`ids` text NOT NULL,
	`files` text NOT NULL,
	`decided_at` text NOT NULL,
	`log_size` integer NOT NULL,
	`entry` integer,
	`removing_at` text,
	`removed` integer,
	`done_at` text,
	FOREIGN KEY (`rule`) REFERENCES `retention_rule`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `retention_look` (
	`id` integer PRIMARY KEY NOT NULL,
	`day` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `retention_rule` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`record` text NOT NULL,
	`keep_days` integer,
	`reason` text NOT NULL,
	`set_by` text NOT NULL,
	`set_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `retention_rule_record` ON `retention_rule` (`record`);