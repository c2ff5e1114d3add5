const defaults = { RETRIES: '3', ALERTS: '' };

module.exports = { ...defaults, ...process.env };
