/** Which cameras are worth a person's eyes now, why, and on whose wall; no camera is left unseen for long (ADR 0033). */
@NullMarked
package metro.cctv.link.priority;

import org.jspecify.annotations.NullMarked;
