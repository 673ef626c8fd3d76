/** The Redis that the specs start, for the tests of what speaks to it. */
export { redisUnfit, startRedisServer, type RedisServer } from '../e2e/stack/redis-server.ts';
