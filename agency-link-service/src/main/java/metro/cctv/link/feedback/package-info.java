/** What people decided on alerts, as labelled examples: false-alarm report by week, and advice for each zone's threshold. */
@NullMarked
package metro.cctv.link.feedback;

import org.jspecify.annotations.NullMarked;
