package metro.cctv.simulator.scene;

import java.util.ArrayList;
import java.util.List;

/** A way along straight legs with pauses; times in seconds from its own start. Built once, then only read. */
final class Route {
    private record Leg(
            double fromS,
            double untilS,
            double x0,
            double z0,
            double x1,
            double z1,
            double walkedM,
            double lyingFrom,
            double lyingUntil) {
        double lengthM() {
            return Math.hypot(x1 - x0, z1 - z0);
        }
    }

    private final List<Leg> legs = new ArrayList<>();
    private double endS;
    private double x;
    private double z;
    private double headX = 1;
    private double headZ;
    private double walkedM;
    private double lying;

    private Route(double x, double z) {
        this.x = x;
        this.z = z;
    }

    static Route from(double x, double z) {
        return new Route(x, z);
    }

    /** The front before the first leg; only its direction counts. */
    Route facing(double towardsX, double towardsZ) {
        double length = Math.hypot(towardsX, towardsZ);
        headX = towardsX / length;
        headZ = towardsZ / length;
        return this;
    }

    /** Phase of legs and wheels at the start, metres. */
    Route afterMetres(double metres) {
        walkedM = metres;
        return this;
    }

    Route to(double toX, double toZ, double metresPerSecond) {
        double length = Math.hypot(toX - x, toZ - z);
        add(toX, toZ, length / metresPerSecond);
        walkedM += length;
        return this;
    }

    Route rest(double seconds) {
        add(x, z, seconds);
        return this;
    }

    /** Falls forward, to lie flat after so many seconds. */
    Route fall(double seconds) {
        return bend(1, seconds);
    }

    Route riseAgain(double seconds) {
        return bend(0, seconds);
    }

    private Route bend(double towards, double seconds) {
        legs.add(new Leg(endS, endS + seconds, x, z, x, z, walkedM, lying, towards));
        endS += seconds;
        lying = towards;
        return this;
    }

    private void add(double toX, double toZ, double seconds) {
        legs.add(new Leg(endS, endS + seconds, x, z, toX, toZ, walkedM, lying, lying));
        endS += seconds;
        x = toX;
        z = toZ;
    }

    double durationS() {
        return endS;
    }

    Pose at(double seconds) {
        double hx = headX;
        double hz = headZ;
        for (Leg leg : legs) {
            double length = leg.lengthM();
            boolean moving = length > 1e-9;
            if (moving) {
                hx = (leg.x1 - leg.x0) / length;
                hz = (leg.z1 - leg.z0) / length;
            }
            if (seconds <= leg.untilS) {
                double share = leg.untilS > leg.fromS ? (seconds - leg.fromS) / (leg.untilS - leg.fromS) : 1;
                return new Pose(
                        leg.x0 + share * (leg.x1 - leg.x0),
                        leg.z0 + share * (leg.z1 - leg.z0),
                        hx,
                        hz,
                        leg.walkedM + share * length,
                        moving,
                        leg.lyingFrom + share * (leg.lyingUntil - leg.lyingFrom));
            }
        }
        return new Pose(x, z, hx, hz, walkedM, false, lying);
    }
}
