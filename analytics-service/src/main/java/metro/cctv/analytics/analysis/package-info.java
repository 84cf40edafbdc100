/** One camera's frames in order, from Kafka through every step; load is shed here first. */
@NullMarked
package metro.cctv.analytics.analysis;

import org.jspecify.annotations.NullMarked;
