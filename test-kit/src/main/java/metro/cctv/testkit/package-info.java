/** Real parts for tests: PostGIS, Kafka, tokens, and the house rules. Test scope only. */
@NullMarked
package metro.cctv.testkit;

import org.jspecify.annotations.NullMarked;
