package metro.cctv.registry.ptz;

/** Whose hand comes first, lowest first: work on an open case takes the camera from a lead, a lead from an operator. */
enum Rank {
    OPERATOR,
    LEAD,
    CASE
}
