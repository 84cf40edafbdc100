/** Changes pushed to the dashboard. */
@NullMarked
package metro.cctv.link.event;

import org.jspecify.annotations.NullMarked;
