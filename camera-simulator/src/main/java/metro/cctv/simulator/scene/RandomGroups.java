package metro.cctv.simulator.scene;

import java.util.Random;

/** Those of {@link RandomScenes} who come in numbers: crowds, pairs, animals. */
final class RandomGroups {
    private final Random random;
    private final Stage stage;
    private final double loopS;

    RandomGroups(Random random, Stage stage, double loopS) {
        this.random = random;
        this.stage = stage;
        this.loopS = loopS;
    }

    /** People close together, standing or on their way, who hide one another. */
    void crowd(int count) {
        double x = between(-6, 6);
        double z = between(10, 26);
        boolean walking = random.nextBoolean();
        double side = random.nextBoolean() ? 1 : -1;
        double startS = loopS * random.nextDouble();
        for (int i = 0; i < count; i++) {
            Figure person = random.nextInt(6) == 0 ? Person.child(random) : Person.random(random);
            double dx = 1.5 * random.nextGaussian();
            double dz = 1.5 * random.nextGaussian();
            if (walking)
                stage.actor(
                        person,
                        startS,
                        Route.from(-side * 15 + dx, z + dz).to(side * 15 + dx, z + dz, between(1.1, 1.3)));
            else stage.parked(person, x + dx, z + dz, between(-1, 1), between(-1, 1));
        }
    }

    /** Two who fight or talk: closer together than people pass one another, and one partly before the other. */
    void twoTogether() {
        double x = between(-6, 6);
        double z = between(9, 22);
        double turn = between(0, Math.PI);
        double apart = between(0.25, 0.5);
        boolean fight = random.nextInt(3) > 0;
        for (int side = -1; side <= 1; side += 2) {
            double towardsX = -side * Math.cos(turn);
            double towardsZ = -side * Math.sin(turn);
            double ownX = x - apart * towardsX;
            double ownZ = z - apart * towardsZ;
            Route route = Route.from(ownX, ownZ).facing(towardsX, towardsZ);
            if (!fight) route.rest(3600);
            while (route.durationS() < loopS)
                route.to(ownX + between(-0.4, 0.4), ownZ + between(-0.2, 0.2), between(1, 3));
            stage.actor(Person.random(random), 0, route);
        }
    }

    /** A wild one, or a few small ones. */
    void animals(int more) {
        double x = between(-7, 7);
        double z = between(8, 24);
        double turn = between(0, 2 * Math.PI);
        if (more == 0) {
            double side = random.nextBoolean() ? 1 : -1;
            Figure wild = Animal.wild(random);
            if (random.nextBoolean()) stage.parked(wild, x, z, Math.cos(turn), Math.sin(turn));
            else
                stage.actor(
                        wild,
                        loopS * random.nextDouble(),
                        Route.from(-side * 14, z).to(side * 14, z, between(1, 4)));
        }
        for (int i = 0; i < more; i++)
            stage.parked(Animal.random(random), x + between(-2, 2), z + between(-1, 1), Math.cos(turn), Math.sin(turn));
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
