package metro.cctv.analytics.track;

/**
 * Position and speed along one axis of a box. ByteTrack's eight-state filter has no coupling between its four axes
 * (centre x, centre y, aspect, height), so four of these are the same filter at a tenth of the work. Time in steps.
 */
final class KalmanAxis {
    double position;
    double speed;
    private double varPosition;
    private double covariance;
    private double varSpeed;

    KalmanAxis(double position, double stdPosition, double stdSpeed) {
        restart(position, stdPosition, stdSpeed);
    }

    /** Knows nothing but this. */
    final void restart(double from, double stdPosition, double stdSpeed) {
        position = from;
        speed = 0;
        varPosition = stdPosition * stdPosition;
        covariance = 0;
        varSpeed = stdSpeed * stdSpeed;
    }

    /** @param steps real-valued: frames come when they come; noise grows with the time that passed */
    void predict(double steps, double stdPosition, double stdSpeed) {
        position += steps * speed;
        varPosition += steps * (2 * covariance + steps * varSpeed) + steps * stdPosition * stdPosition;
        covariance += steps * varSpeed;
        varSpeed += steps * stdSpeed * stdSpeed;
    }

    void correct(double measured, double stdMeasured) {
        double innovation = measured - position;
        double variance = varPosition + stdMeasured * stdMeasured;
        double gain = varPosition / variance;
        double speedGain = covariance / variance;
        position += gain * innovation;
        speed += speedGain * innovation;
        varSpeed -= speedGain * covariance;
        covariance -= gain * covariance;
        varPosition -= gain * varPosition;
    }
}
