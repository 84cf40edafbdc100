/** The queue of alerts: one person handles each. */
@NullMarked
package metro.cctv.link.alert;

import org.jspecify.annotations.NullMarked;
