ALTER TABLE `segment` ADD `crossfade_ms` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `segment` ADD `bed` text;