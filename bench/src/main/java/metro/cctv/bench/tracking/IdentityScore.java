package metro.cctv.bench.tracking;

import metro.cctv.analytics.track.Assignment;

/**
 * Identity: Ristani et al., "Performance Measures and a Data Set for Multi-Target, Multi-Camera Tracking", ECCV workshops
 * 2016: each true object is given one track for the whole clip so that most boxes agree (overlap 0.5 and more). In per cent.
 *
 * @param idf1 2 · agreeing / (true + found)
 * @param precision agreeing / found
 * @param recall agreeing / true
 */
record IdentityScore(double idf1, double precision, double recall, int agreeing) {

    static IdentityScore of(Comparison clip) {
        int truths = clip.truthLengths().length;
        int founds = clip.foundLengths().length;
        if (truths == 0 && founds == 0) return new IdentityScore(100, 100, 100, 0);
        int[][] together = new int[truths][founds];
        for (Comparison.Frame frame : clip.frames())
            for (int i = 0; i < frame.truth().length; i++)
                for (int j = 0; j < frame.found().length; j++)
                    if (frame.iou()[i][j] >= ClearScore.MIN_IOU) together[frame.truth()[i]][frame.found()[j]]++;
        var assignment = new Assignment();
        assignment.start(truths, founds);
        for (int t = 0; t < truths; t++) for (int f = 0; f < founds; f++) assignment.pair(t, f, together[t][f]);
        assignment.solve();
        int agreeing = 0;
        for (int t = 0; t < truths; t++)
            if (assignment.columnOf(t) >= 0) agreeing += together[t][assignment.columnOf(t)];
        int truthBoxes = clip.truthBoxes();
        int foundBoxes = clip.foundBoxes();
        return new IdentityScore(
                share(2 * agreeing, truthBoxes + foundBoxes),
                share(agreeing, foundBoxes),
                share(agreeing, truthBoxes),
                agreeing);
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }
}
