/** The shape of an explanation in the API: the facts, and a sentence of them in both languages. */
import { z } from 'zod';
import { NOT_AIRED_REASONS, OUTCOMES, ROLES } from '../core/evidence/entry.ts';
