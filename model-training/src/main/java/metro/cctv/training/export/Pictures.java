package metro.cctv.training.export;

/** How many pictures a model takes in a run. */
public enum Pictures {
    /** As the float detector is shipped; with an open number the runtime rounds otherwise (ADR 0050). */
    ONE,
    ANY
}
