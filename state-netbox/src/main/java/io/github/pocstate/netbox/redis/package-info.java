/** The event queues and the lock in Redis; nobody's API. Start at {@link io.github.pocstate.netbox.redis.RedisServer}. */
@NullMarked
package io.github.pocstate.netbox.redis;

import org.jspecify.annotations.NullMarked;
