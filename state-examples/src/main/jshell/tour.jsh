// A tour of PocState. From the folder of this repository, after `mvn -Pfast -DskipTests package`:
//
//   jshell --class-path state-cli/target/poc-state.jar:state-examples/target/classes state-examples/src/main/jshell/tour.jsh
//
// It works on the lab that the environment names (NETBOX_URL and so on), on the first ten servers; without NETBOX_URL it
// starts a small lab of its own, which is gone when you leave. Afterwards you are at the prompt, with `lab` open.

import io.github.pocstate.*;
import io.github.pocstate.config.*;
import io.github.pocstate.lab.*;
import io.github.pocstate.plan.*;
import io.github.pocstate.snapshot.*;
import io.github.pocstate.verify.*;
import java.util.*;

// Results print themselves; show() prints them in full, where the prompt cuts them at 1000 characters.
void show(Object result) { System.out.println("\n" + result); }

EmbeddedLab own = System.getenv("NETBOX_URL") == null ? EmbeddedLab.builder().servers(20).start() : null;
PocSession lab = PocSession.open(own == null ? PocConfig.load() : own.config().build());
RestoreOptions ten = RestoreOptions.builder().limit(10).build();

show("Where is the lab?  lab.status(ten)");
show(lab.status(ten));

show("What would phase TWO take?  lab.plan(Phase.TWO, ten)");
show(lab.plan(Phase.TWO, ten));

show("Go there, and read back what was promised.  lab.restore(Phase.TWO, ten)");
show(lab.restore(Phase.TWO, ten));

show("Once more: nothing is left to do.  lab.restore(Phase.TWO, ten)");
show(lab.restore(Phase.TWO, ten));

show("Is it another phase?  lab.verify(Phase.ONE, ten)");
show(lab.verify(Phase.ONE, ten));

show("A phase of one's own, found on the class path.  lab.restore(Phase.of(\"THREE\"), ten)");
show(lab.restore(Phase.of("THREE"), ten));

show("Your turn: lab.restore(Phase.ZERO, ten), or /exit.");
