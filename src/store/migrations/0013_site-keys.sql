CREATE TABLE `site_key_link` (
	`use` text NOT NULL,
	`number` integer NOT NULL,
	`new_key` text NOT NULL,
	`note` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`use`, `number`)
);
