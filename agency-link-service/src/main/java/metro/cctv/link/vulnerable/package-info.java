/** Alarms about vulnerable people (B-5): to the centre first, to the police when a person has confirmed it, gone at the end. */
@NullMarked
package metro.cctv.link.vulnerable;

import org.jspecify.annotations.NullMarked;
