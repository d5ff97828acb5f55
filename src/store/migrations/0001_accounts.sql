CREATE TABLE `access_token` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`token` text NOT NULL,
	`scopes` text NOT NULL,
	`unit` text,
	`channel` text,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`expires_at` text,
	`used_at` text,
	`revoked_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `access_token_token` ON `access_token` (`token`);--> statement-breakpoint
CREATE TABLE `approval` (
	`channel` text NOT NULL,
	`day` text NOT NULL,
	`version` integer NOT NULL,
	`hash` text NOT NULL,
	`approver` text NOT NULL,
	`at` text NOT NULL,
	`authors` text NOT NULL,
	`exception` text,
	PRIMARY KEY(`channel`, `day`, `version`),
	FOREIGN KEY (`approver`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `audit_text` (
	`hash` text PRIMARY KEY NOT NULL,
	`salt` blob NOT NULL,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `back_off` (
	`key` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`last_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `one_person_exception` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit` text NOT NULL,
	`reason` text NOT NULL,
	`set_at` text NOT NULL,
	`set_by` text NOT NULL,
	`ended_at` text
);
--> statement-breakpoint
CREATE TABLE `one_time_link` (
	`token` text PRIMARY KEY NOT NULL,
	`person` text,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `one_time_link_person` ON `one_time_link` (`person`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`login` text NOT NULL,
	`name` text NOT NULL,
	`passphrase` text,
	`passphrase_at` text,
	`totp_secret` blob,
	`totp_since` text,
	`totp_step` integer,
	`recovery` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`disabled_at` text,
	`erased_at` text
);
--> statement-breakpoint
CREATE INDEX `person_login` ON `person` (`login`);--> statement-breakpoint
CREATE TABLE `person_grant` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person` text NOT NULL,
	`role` text NOT NULL,
	`unit` text,
	`granted_at` text NOT NULL,
	`granted_by` text NOT NULL,
	`revoked_at` text,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `person_grant_person` ON `person_grant` (`person`);--> statement-breakpoint
CREATE TABLE `sign_in` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`person` text NOT NULL,
	`stage` text NOT NULL,
	`began_at` text NOT NULL,
	`seen_at` text NOT NULL,
	`second_factor_at` text,
	`address` text NOT NULL,
	`agent` text NOT NULL,
	`ended_at` text,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sign_in_token` ON `sign_in` (`token`);--> statement-breakpoint
CREATE INDEX `sign_in_person` ON `sign_in` (`person`);--> statement-breakpoint
ALTER TABLE `audit` ADD `unit` text;--> statement-breakpoint
ALTER TABLE `audit` ADD `subject` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `audit` ADD `words` text;--> statement-breakpoint
CREATE INDEX `audit_at` ON `audit` (`at`);--> statement-breakpoint
CREATE INDEX `audit_subject` ON `audit` (`subject`);--> statement-breakpoint
CREATE INDEX `audit_actor` ON `audit` (`actor`);--> statement-breakpoint
CREATE TRIGGER `audit_no_update` BEFORE UPDATE ON `audit` BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;--> statement-breakpoint
CREATE TRIGGER `audit_no_delete` BEFORE DELETE ON `audit` BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
