/**
 * What is missing, written in bulk; nobody's API. Start at {@link io.github.pocstate.netbox.internal.write.BulkWriter}.
 */
@NullMarked
package io.github.pocstate.netbox.internal.write;

import org.jspecify.annotations.NullMarked;
