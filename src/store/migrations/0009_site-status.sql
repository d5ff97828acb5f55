CREATE TABLE `site_status` (
	`channel` text NOT NULL,
	`who` text NOT NULL,
	`at` text NOT NULL,
	`status` text NOT NULL,
	PRIMARY KEY(`channel`, `who`)
);
