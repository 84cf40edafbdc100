package metro.cctv.registry.site;

import java.util.List;

/** What an import has done so far. Of one thread. */
final class ImportTally {
    private int rowsDone;
    private int created;
    private int updated;
    private int unchanged;
    private int refused;
    private int warnings;
    private int cameras;
    private int findings;

    void add(Step step) {
        rowsDone += step.created + step.updated + step.unchanged + step.refused;
        created += step.created;
        updated += step.updated;
        unchanged += step.unchanged;
        refused += step.refused;
        cameras += step.cameras;
        add(step.findings);
    }

    void add(List<Finding> more) {
        findings += more.size();
        for (Finding finding : more) if (!finding.code().refuses()) warnings++;
    }

    int rowsDone() {
        return rowsDone;
    }

    int created() {
        return created;
    }

    int updated() {
        return updated;
    }

    int unchanged() {
        return unchanged;
    }

    int refused() {
        return refused;
    }

    int warnings() {
        return warnings;
    }

    int cameras() {
        return cameras;
    }

    /** Lines of the report, kept or not. */
    int findings() {
        return findings;
    }

    /**
     * Some rows further.
     *
     * @param created rows, not cameras
     * @param cameras that the accepted rows stand for
     */
    record Step(int created, int updated, int unchanged, int refused, int cameras, List<Finding> findings) {
        Step {
            findings = List.copyOf(findings);
        }
    }
}
