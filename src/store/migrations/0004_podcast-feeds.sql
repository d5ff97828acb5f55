CREATE TABLE `podcast_feed` (
	`slug` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`title` text NOT NULL,
	`description` text NOT NULL,
	`author` text NOT NULL,
	`language` text NOT NULL,
	`enabled_by` text NOT NULL,
	`enabled_at` text NOT NULL,
	`ended_at` text
);
