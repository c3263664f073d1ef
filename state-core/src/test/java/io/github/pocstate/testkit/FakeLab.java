package io.github.pocstate.testkit;

import io.github.pocstate.Goal;
import io.github.pocstate.Phase;
import io.github.pocstate.Problem;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.Scope;
import io.github.pocstate.Transition;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.plan.Rejection;
import io.github.pocstate.spi.DatabaseGuide;
import io.github.pocstate.spi.Lab;
import io.github.pocstate.spi.Reading;
import io.github.pocstate.verify.Verification;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An in-memory lab: servers with a status and an address, and switches that make it fail.
 *
 * <pre>{@code
 * FakeLab lab = new FakeLab(3).in(Phase.ONE);                       // srv-01, srv-02, srv-03
 * lab.breakStep("status failed", 1, FakeLab.ONCE, FakeLab::silence); // one object written, then no answer
 * lab.reject("srv-02", FakeLab.DEVICES, "no such choice");
 * assertThat(lab.diary()).containsExactly("lock", "observe", "admit", "write srv-01 [devices]", "unlock");
 * }</pre>
 *
 * <p>It knows the phases ZERO (offline, no address), ONE (planned, an address) and TWO (failed, an address), one
 * transition {@code fake-api} into each, and whatever it is taught. An observation, an admission and a step count as
 * one request each. This class is thread-safe.
 */
public final class FakeLab implements Lab {

    /** Kind of the objects that carry the status. */
    public static final String DEVICES = "devices";

    /** Kind of the objects that are the address of a server. */
    public static final String ADDRESSES = "addresses";

    /** Address of a server that has none. */
    public static final String NO_ADDRESS = "none";

    /** Times a breakage lasts: once. */
    public static final int ONCE = 1;

    /** Times a breakage lasts: until the test ends. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    private static final String SITE = "fake-site";

    private final SortedMap<String, String> statuses = new TreeMap<>();
    private final SortedMap<String, String> addresses = new TreeMap<>();
    private final FakePhases phases = new FakePhases();
    private final Map<String, List<Transition>> transitions = new HashMap<>();
    private final Map<String, String> refusals = new HashMap<>();
    private final Map<String, FakeStep.Breakage> breakages = new HashMap<>();
    private final Map<Class<?>, Object> clients = new HashMap<>();
    private Optional<DatabaseGuide> guide = Optional.empty();
    private final List<String> diary = new ArrayList<>();
    private final FakeLock lock = new FakeLock(this);
    private @Nullable RuntimeException admissionFailure;
    private @Nullable RuntimeException observationFailure;
    private int writesPerStep = Integer.MAX_VALUE;
    private int writes;
    private int stepsRun;
    private int observations;
    private int admissions;
    private long requests;

    /**
     * A lab in phase ZERO.
     *
     * @param servers how many, 1 to 99, named {@code srv-01} and so on
     */
    public FakeLab(int servers) {
        for (int i = 1; i <= servers; i++) {
            statuses.put(String.format("srv-%02d", i), "offline");
            addresses.put(String.format("srv-%02d", i), NO_ADDRESS);
        }
        teach(Phase.ZERO, "offline", NO_ADDRESS);
        teach(Phase.ONE, "planned", "assigned");
        teach(Phase.TWO, "failed", "assigned");
        List.of(Phase.ZERO, Phase.ONE, Phase.TWO).forEach(phase -> offer(FakeTransition.of(this, "fake-api", phase)));
    }

    // what the test decides

    /**
     * Puts every server into a phase, as if somebody else had done it; counts as no write.
     *
     * @param phase the phase
     * @return this
     */
    public synchronized FakeLab in(Phase phase) {
        FakePhases.State state = phases.state(phase);
        statuses.replaceAll((server, status) -> state.status());
        addresses.replaceAll((server, address) -> state.address());
        return this;
    }

    /**
     * Sets the status of one server, as if somebody else had done it.
     *
     * @param server the server
     * @param status its status
     * @return this
     */
    public synchronized FakeLab status(String server, String status) {
        statuses.put(server, status);
        return this;
    }

    /**
     * Says what a further phase means; offer a transition into it as well.
     *
     * @param phase the phase
     * @param status status of every server in it
     * @param address address of every server in it
     * @return this
     */
    public synchronized FakeLab teach(Phase phase, String status, String address) {
        phases.teach(phase, status, address);
        return this;
    }

    /**
     * Adds a way into a phase.
     *
     * @param transition the way
     * @return this
     */
    public synchronized FakeLab offer(Transition transition) {
        transitions
                .computeIfAbsent(transition.target().name(), name -> new ArrayList<>())
                .add(transition);
        return this;
    }

    /**
     * Forgets every way into a phase.
     *
     * @param phase the phase
     * @return this
     */
    public synchronized FakeLab withdraw(Phase phase) {
        transitions.remove(phase.name());
        return this;
    }

    /**
     * Refuses to write one object from now on.
     *
     * @param server the server it belongs to
     * @param kind {@link #DEVICES} or {@link #ADDRESSES}
     * @param message what the lab says
     * @return this
     */
    public synchronized FakeLab reject(String server, String kind, String message) {
        refusals.put(subject(server, kind), message);
        return this;
    }

    /**
     * Accepts again what was rejected.
     *
     * @return this
     */
    public synchronized FakeLab acceptAll() {
        refusals.clear();
        return this;
    }

    /**
     * Makes a step throw.
     *
     * @param step name of the step, such as {@code status planned} or {@code address assigned}
     * @param written how many objects it writes before it throws
     * @param times how often, {@link #ONCE}, {@link #ALWAYS} or a number
     * @param failure what it throws
     * @return this
     */
    public synchronized FakeLab breakStep(
            String step, int written, int times, Supplier<? extends RuntimeException> failure) {
        breakages.put(step, new FakeStep.Breakage(written, times, failure));
        return this;
    }

    /**
     * Makes every admission throw.
     *
     * @param failure what it throws
     * @return this
     */
    public synchronized FakeLab breakAdmission(RuntimeException failure) {
        admissionFailure = failure;
        return this;
    }

    /**
     * Makes every observation throw.
     *
     * @param failure what it throws
     * @return this
     */
    public synchronized FakeLab breakObservation(RuntimeException failure) {
        observationFailure = failure;
        return this;
    }

    /**
     * Lets each step write some objects and forget the others, although it reports them as written.
     *
     * @param objects how many are written
     * @return this
     */
    public synchronized FakeLab writingPerStep(int objects) {
        writesPerStep = objects;
        return this;
    }

    /**
     * Offers a client of its own class, see {@link Lab#client}.
     *
     * @param client the client
     * @return this
     */
    public synchronized FakeLab offerClient(Object client) {
        clients.put(client.getClass(), client);
        return this;
    }

    /**
     * Claims to have a database, so that a {@link FakeSnapshotStore} can be put beside it; there is nothing to ask it.
     *
     * @return this
     */
    public synchronized FakeLab withDatabase() {
        guide = Optional.of((DatabaseGuide) Proxy.newProxyInstance(
                FakeLab.class.getClassLoader(), new Class<?>[] {DatabaseGuide.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException("a fake lab has no database: " + method);
                }));
        return this;
    }

    /**
     * An error as of a lab that does not answer.
     *
     * @return the error
     */
    public static UnreachableException silence() {
        return new UnreachableException(new Problem("The lab gave no answer in 1 s.", "FakeLab", "wait a minute"));
    }

    // what the test asks

    /**
     * What happened, in order: {@code lock}, {@code observe}, {@code admit}, {@code write srv-01 [devices]}, {@code
     * unlock}, {@code close}; for a reservation {@code reserve for purpose} and {@code give back}.
     *
     * @return a copy
     */
    public synchronized List<String> diary() {
        return List.copyOf(diary);
    }

    /**
     * How many objects were written.
     *
     * @return the count
     */
    public synchronized int writes() {
        return writes;
    }

    /**
     * How many steps were begun.
     *
     * @return the count
     */
    public synchronized int stepsRun() {
        return stepsRun;
    }

    /**
     * How often the lab was read.
     *
     * @return the count
     */
    public synchronized int observations() {
        return observations;
    }

    /**
     * How many plans were admitted or refused.
     *
     * @return the count
     */
    public synchronized int admissions() {
        return admissions;
    }

    /**
     * Everything there is to write in this lab.
     *
     * @return status and address per server
     */
    public synchronized SortedMap<String, String> content() {
        SortedMap<String, String> content = new TreeMap<>();
        statuses.forEach((server, status) -> content.put(server, status + ", address " + addresses.get(server)));
        return content;
    }

    /**
     * What an observation of all servers would read now; counts as none.
     *
     * @return the reading
     */
    public synchronized FakeReading reading() {
        return new FakeReading(Scope.ALL, statuses, addresses);
    }

    /**
     * Makes the servers as a reading says, as a snapshot does; counts as no write.
     *
     * @param reading a reading of all servers
     */
    public synchronized void put(FakeReading reading) {
        statuses.putAll(reading.statuses());
        addresses.putAll(reading.addresses());
    }

    // Lab

    @Override
    public String name() {
        return "FakeLab of " + statuses.size() + " servers";
    }

    @Override
    public FakeLock lock() {
        return lock;
    }

    @Override
    public synchronized FakeReading observe(Scope scope, ProgressListener listener) {
        diary.add("observe");
        observations++;
        requests++;
        listener.started("reading servers", statuses.size());
        try {
            if (observationFailure != null) {
                throw observationFailure;
            }
            if (scope.site().filter(site -> !site.equals(SITE)).isPresent()) {
                throw new UnfitLabException(new Problem(
                        "There is no server in site [" + scope.site().get() + "].", name(), "name site [fake-site]"));
            }
            List<String> inScope = statuses.keySet().stream()
                    .limit(scope.limit().orElse(Integer.MAX_VALUE))
                    .toList();
            SortedMap<String, String> readStatuses = new TreeMap<>(statuses);
            SortedMap<String, String> readAddresses = new TreeMap<>(addresses);
            readStatuses.keySet().retainAll(inScope);
            readAddresses.keySet().retainAll(inScope);
            listener.advanced("reading servers", inScope.size());
            return new FakeReading(scope, readStatuses, readAddresses);
        } finally {
            listener.finished("reading servers");
        }
    }

    @Override
    public Verification verify(Goal goal, Reading reading) {
        return phases.verify(goal, (FakeReading) reading);
    }

    @Override
    public synchronized List<Transition> transitions(Phase target) {
        return List.copyOf(transitions.getOrDefault(target.name(), List.of()));
    }

    /**
     * Lists what is missing.
     *
     * @param goal what is wanted
     * @param reading where the lab is
     * @param transition name of the transition that asks
     * @return at most two steps, {@code status …} and {@code address …}
     */
    public Plan plan(Goal goal, Reading reading, String transition) {
        return phases.plan(goal, (FakeReading) reading, transition, this);
    }

    @Override
    public synchronized void admit(Plan plan) {
        diary.add("admit");
        admissions++;
        requests++;
        if (admissionFailure != null) {
            throw admissionFailure;
        }
    }

    @Override
    public synchronized long requests() {
        return requests;
    }

    @Override
    public synchronized Optional<DatabaseGuide> database() {
        return guide;
    }

    @Override
    public synchronized <T> Optional<T> client(Class<T> type) {
        return Optional.ofNullable(clients.get(type)).map(type::cast);
    }

    @Override
    public synchronized void close() {
        diary.add("close");
    }

    // what the steps and the lock of this lab do

    synchronized void note(String line) {
        diary.add(line);
    }

    synchronized FakeStep.Breakage begin(String step) {
        stepsRun++;
        requests++;
        return breakages.getOrDefault(step, new FakeStep.Breakage(0, 0, FakeLab::silence));
    }

    synchronized int writesPerStep() {
        return writesPerStep;
    }

    /** Tells whether the object was written; a refusal is added to the rejections. */
    synchronized boolean write(String server, String kind, String value, List<Rejection> rejections) {
        String refusal = refusals.get(subject(server, kind));
        if (refusal != null) {
            rejections.add(new Rejection(kind, server, refusal));
            return false;
        }
        diary.add("write " + subject(server, kind));
        writes++;
        (kind.equals(DEVICES) ? statuses : addresses).put(server, value);
        return true;
    }

    private static String subject(String server, String kind) {
        return server + " [" + kind + "]";
    }
}
