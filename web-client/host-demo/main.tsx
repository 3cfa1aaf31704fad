import './host.css';
import { render } from 'preact';
import { loadCustomers } from './customers.ts';
import { Dashboard } from './Dashboard.tsx';

const customers = await loadCustomers();
render(<Dashboard customers={customers} />, document.body);
