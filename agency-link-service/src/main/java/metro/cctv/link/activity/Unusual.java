package metro.cctv.link.activity;

/**
 * The present hour of a camera against its own last weeks.
 *
 * @param arrivals in the present hour so far
 * @param usual by now, at this hour of the week
 * @param deviations robust standard deviations above the usual; below it negative
 */
public record Unusual(int arrivals, double usual, double deviations) {}
