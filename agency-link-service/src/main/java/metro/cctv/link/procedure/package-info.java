/** What to do in an incident, in which order, and what was done (행동 요령). */
@NullMarked
package metro.cctv.link.procedure;

import org.jspecify.annotations.NullMarked;
