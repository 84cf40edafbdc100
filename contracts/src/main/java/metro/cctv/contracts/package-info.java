/** What two services agree on: events, topics, roles and problem types. No Spring, no logic beyond validation. */
@NullMarked
package metro.cctv.contracts;

import org.jspecify.annotations.NullMarked;
