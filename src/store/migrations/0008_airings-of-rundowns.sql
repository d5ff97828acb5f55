CREATE TABLE `rundown_airings` (
	`channel` text NOT NULL,
	`day` text NOT NULL,
	`version` integer NOT NULL,
	`airings` text NOT NULL,
	PRIMARY KEY(`day`, `channel`, `version`)
);
